import {missingView} from './missing.js'; export const storyView = () => missingView();

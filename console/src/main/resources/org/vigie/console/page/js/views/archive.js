import {missingView} from './missing.js'; export const archiveView = () => missingView();

import {missingView} from './missing.js'; export const subscriptionsView = () => missingView();

import {missingView} from './missing.js'; export const subscriptionView = () => missingView();

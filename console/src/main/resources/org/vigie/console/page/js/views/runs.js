import {missingView} from './missing.js'; export const runsView = () => missingView();

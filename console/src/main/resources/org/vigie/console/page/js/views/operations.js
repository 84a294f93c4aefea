import {missingView} from './missing.js'; export const operationsView = () => missingView();

import { ToldError } from '../../config/language';

/** The file cannot be used at all. */
export class UnusableSource extends ToldError {}

/** The file cannot be used at all. The message is for people, in Portuguese. */
export class UnusableSource extends Error {}

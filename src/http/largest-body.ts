/** Far more than any single thing takes; batches have a limit of their own. In bytes. */
export const LARGEST_BODY = 100 * 1024;

/** What health and metrics tell of the model in use; whoever serves models provides it. */
export abstract class ModelStatus {
  /** Null before the first training. `createdAt` in milliseconds since 1970. */
  abstract get inUse(): { readonly version: number; readonly createdAt: number } | null;
}

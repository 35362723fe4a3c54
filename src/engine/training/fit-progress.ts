/** Called when a stage begins, with the share of the work done before it, 0..1; last with `done`, 1. */
export type OnProgress = (stage: TrainingStage, fraction: number) => void;

export type TrainingStage =
  | 'components'
  | 'taste centroids'
  | 'film blocks'
  | 'next films'
  | 'read-out'
  | 'film weights'
  | 'cold films'
  | 'film groups'
  | 'map'
  | 'done';

/** The share of the work that is done when each stage begins. */
export const FIT_SHARES: Readonly<Record<TrainingStage, number>> = {
  components: 0,
  'taste centroids': 0.12,
  'film blocks': 0.3,
  'next films': 0.35,
  'read-out': 0.55,
  'film weights': 0.7,
  'cold films': 0.87,
  'film groups': 0.9,
  map: 0.97,
  done: 1,
};

/** To be awaited when a stage begins: it lets other work come first. */
export type Begin = (stage: TrainingStage) => Promise<void>;

export function beginStages(onProgress: OnProgress = () => undefined): Begin {
  return async (stage) => {
    onProgress(stage, FIT_SHARES[stage]);
    await breath();
  };
}

function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

import { LRUCache } from 'lru-cache';
import type { ServedModel } from './served-model';

/** Stands for the model while there is none. */
const NO_MODEL = {};

/**
 * What is made of a model and, by a key, of something else, such as one version of the catalogue: made once, whoever asks
 * meanwhile, and kept no longer than the model is. What failed is made anew by the next request.
 */
export class OncePerModel<Made> {
  private readonly byModel = new WeakMap<object, LRUCache<string | number, Promise<Made>>>();

  /** most: how many are kept of a model, those with the keys asked for last. */
  constructor(private readonly most = 1) {}

  of(model: ServedModel | null, key: string | number, make: () => Promise<Made> | Made): Promise<Made> {
    const kept = this.keptOf(model ?? NO_MODEL);
    const known = kept.get(key);
    if (known) return known;
    const made = Promise.resolve().then(make);
    kept.set(key, made);
    made.catch(() => {
      if (kept.peek(key) === made) kept.delete(key);
    });
    return made;
  }

  private keptOf(model: object): LRUCache<string | number, Promise<Made>> {
    const known = this.byModel.get(model);
    if (known) return known;
    const kept = new LRUCache<string | number, Promise<Made>>({ max: this.most });
    this.byModel.set(model, kept);
    return kept;
  }
}

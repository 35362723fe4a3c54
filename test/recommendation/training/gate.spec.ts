import { rejectionText } from '../../../src/recommendation/model/rejection';
import { judge, type Candidate } from '../../../src/recommendation/training/gate';

const measured = (value: number, spread = 0.02) => ({ value, low: value - spread, high: value + spread });
const candidate = (ours: number, change: Partial<Candidate> = {}): Candidate => ({
  ours: measured(ours),
  popular: measured(0.1),
  disliked: measured(0.06),
  likedAboveDisliked: measured(0.7),
  dislikers: 300,
  users: 500,
  ratingCount: 100_000,
  ...change,
});

describe('the gate', () => {
  it('lets the first model pass when it is better than popularity, and rejects it when it is not', () => {
    expect(judge(candidate(0.11), null)).toEqual({ accepted: true });
    expect(judge(candidate(0.1), null)).toEqual({
      accepted: false,
      rejection: { kind: 'popular', ours: 0.1, other: 0.1 },
    });
  });

  it('tolerates 2 %, and what lies in the interval of the active model', () => {
    const active = candidate(0.2);
    expect(judge(candidate(0.181), active)).toEqual({ accepted: true });
    expect(judge(candidate(0.197), candidate(0.2, { ours: measured(0.2, 0.001) }))).toEqual({ accepted: true });
    expect(judge(candidate(0.195), candidate(0.2, { ours: measured(0.2, 0.001) }))).toMatchObject({ accepted: false });
    expect(judge(candidate(0.179), active)).toEqual({
      accepted: false,
      rejection: { kind: 'active', ours: 0.179, other: 0.2 },
    });
  });

  it('rejects what people dislike more often, once each figure lies outside the interval of the other', () => {
    const active = candidate(0.2);
    expect(judge(candidate(0.2, { disliked: measured(0.08) }), active)).toEqual({ accepted: true });
    expect(judge(candidate(0.2, { disliked: measured(0.09, 0.04) }), active)).toEqual({ accepted: true });
    expect(
      judge(candidate(0.2, { disliked: measured(0.081) }), candidate(0.2, { disliked: measured(0.06, 0.03) })),
    ).toEqual({ accepted: true });
    expect(judge(candidate(0.3, { disliked: measured(0.081) }), active)).toEqual({
      accepted: false,
      rejection: { kind: 'dislikes', ours: 0.081, other: 0.06 },
    });
    expect(judge(candidate(0.2, { disliked: measured(0.01) }), active)).toEqual({ accepted: true });
  });

  it('rejects what puts disliked films above liked ones more often, beyond both intervals', () => {
    const active = candidate(0.2);
    expect(judge(candidate(0.2, { likedAboveDisliked: measured(0.68) }), active)).toEqual({ accepted: true });
    expect(judge(candidate(0.2, { likedAboveDisliked: measured(0.67, 0.04) }), active)).toEqual({ accepted: true });
    expect(judge(candidate(0.3, { likedAboveDisliked: measured(0.67) }), active)).toEqual({
      accepted: false,
      rejection: { kind: 'order', ours: 0.67, other: 0.7 },
    });
  });

  it('says nothing of dislikes beside a version that was measured without them', () => {
    const before = candidate(0.2, { disliked: null, likedAboveDisliked: null });
    expect(judge(candidate(0.2, { disliked: measured(5), likedAboveDisliked: measured(0.1) }), before)).toEqual({
      accepted: true,
    });
  });

  it('does not compare figures of data that has grown or shrunk by more than half', () => {
    const active = candidate(0.3);
    expect(judge(candidate(0.2, { ratingCount: 151_000 }), active)).toEqual({ accepted: true });
    expect(judge(candidate(0.2, { ratingCount: 66_000 }), active)).toEqual({ accepted: true });
    expect(judge(candidate(0.2, { ratingCount: 149_000 }), active)).toMatchObject({ accepted: false });
  });

  it('does not judge by a handful of users', () => {
    expect(judge(candidate(0.01, { users: 29 }), candidate(0.3))).toEqual({ accepted: true });
    expect(judge(candidate(0.2), candidate(0.9, { users: 29 }))).toEqual({ accepted: true });
    const dislikes = { likedAboveDisliked: measured(0.5) };
    expect(judge(candidate(0.2, { ...dislikes, dislikers: 29 }), candidate(0.2))).toEqual({ accepted: true });
    expect(judge(candidate(0.2, dislikes), candidate(0.2, { dislikers: 29 }))).toEqual({ accepted: true });
    expect(judge(candidate(0.2, { ...dislikes, dislikers: 30 }), candidate(0.2))).toMatchObject({ accepted: false });
    expect(judge(null, candidate(0.9))).toEqual({ accepted: true });
  });

  it.each([
    [
      'popular',
      'NDCG@10 de 0,1790 não passa do de filmes populares, 0,2000',
      'its NDCG@10 of 0.1790 is no better than that of popular films, 0.2000',
    ],
    [
      'active',
      'NDCG@10 de 0,1790 é pior que o do modelo ativo, 0,2000, além de 2% e do intervalo dele',
      'its NDCG@10 of 0.1790 is worse than that of the active model, 0.2000, by more than 2% and beyond its interval',
    ],
    [
      'dislikes',
      '0,1790 filmes de que não se gosta em cada lista de dez são mais que os do modelo ativo, 0,2000, além dos intervalos',
      "0.1790 disliked films in each list of ten are more than the active model's, 0.2000, beyond the intervals",
    ],
    [
      'order',
      'a chance de um filme de que se gosta estar acima de um de que não se gosta, 0,1790, é pior que a do modelo ativo, 0,2000, além dos intervalos',
      "the chance that a liked film stands above a disliked one, 0.1790, is worse than the active model's, 0.2000, beyond the intervals",
    ],
  ] as const)('says of %s in both languages why', (kind, pt, en) => {
    expect(rejectionText({ kind, ours: 0.179, other: 0.2 })).toEqual({ pt, en });
  });
});

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
      reason: 'NDCG@10 de 0,1000 não passa do de filmes populares, 0,1000',
    });
  });

  it('tolerates 2 %, and what lies in the interval of the active model', () => {
    const active = candidate(0.2);
    expect(judge(candidate(0.181), active)).toEqual({ accepted: true });
    expect(judge(candidate(0.197), candidate(0.2, { ours: measured(0.2, 0.001) }))).toEqual({ accepted: true });
    expect(judge(candidate(0.195), candidate(0.2, { ours: measured(0.2, 0.001) }))).toMatchObject({ accepted: false });
    expect(judge(candidate(0.179), active)).toEqual({
      accepted: false,
      reason: 'NDCG@10 de 0,1790 é pior que o do modelo ativo, 0,2000, além de 2 % e do intervalo dele',
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
      reason:
        '0,0810 filmes de que não se gosta em cada lista de dez são mais que os do modelo ativo, 0,0600, além dos intervalos',
    });
    expect(judge(candidate(0.2, { disliked: measured(0.01) }), active)).toEqual({ accepted: true });
  });

  it('rejects what puts disliked films above liked ones more often, beyond both intervals', () => {
    const active = candidate(0.2);
    expect(judge(candidate(0.2, { likedAboveDisliked: measured(0.68) }), active)).toEqual({ accepted: true });
    expect(judge(candidate(0.2, { likedAboveDisliked: measured(0.67, 0.04) }), active)).toEqual({ accepted: true });
    expect(judge(candidate(0.3, { likedAboveDisliked: measured(0.67) }), active)).toEqual({
      accepted: false,
      reason:
        'a chance de um filme de que se gosta estar acima de um de que não se gosta, 0,6700, é pior que a do modelo ativo, ' +
        '0,7000, além dos intervalos',
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
});

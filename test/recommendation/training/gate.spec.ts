import { judge, type Candidate } from '../../../src/recommendation/training/gate';

const measured = (value: number, spread = 0.02) => ({ value, low: value - spread, high: value + spread });
const candidate = (ours: number, change: Partial<Candidate> = {}): Candidate => ({
  ours: measured(ours),
  popular: measured(0.1),
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

  it('does not compare figures of data that has grown or shrunk by more than half', () => {
    const active = candidate(0.3);
    expect(judge(candidate(0.2, { ratingCount: 151_000 }), active)).toEqual({ accepted: true });
    expect(judge(candidate(0.2, { ratingCount: 66_000 }), active)).toEqual({ accepted: true });
    expect(judge(candidate(0.2, { ratingCount: 149_000 }), active)).toMatchObject({ accepted: false });
  });

  it('does not judge by a handful of users', () => {
    expect(judge(candidate(0.01, { users: 29 }), candidate(0.3))).toEqual({ accepted: true });
    expect(judge(candidate(0.2), candidate(0.9, { users: 29 }))).toEqual({ accepted: true });
    expect(judge(null, candidate(0.9))).toEqual({ accepted: true });
  });
});

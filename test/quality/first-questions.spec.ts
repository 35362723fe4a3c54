import { evaluateFirstQuestions, mostLikedQuestions } from '../../src/engine/evaluation/evaluate-first-questions';
import { mean } from '../../src/engine/evaluation/evaluate';
import { firstQuestions } from '../../src/engine/scoring/first-questions';
import { defaultParameters } from '../../src/engine/model/parameters';
import { Random } from '../../src/engine/random';
import { RatingTable } from '../../src/engine/ratings/rating-table';
import { describeWith, sharedData } from '../support/requirements';
import { latestSmall } from './latest-small';

describeWith(sharedData, 'three answers of a newcomer, on MovieLens latest-small', () => {
  it('are worth a tenth more to the films chosen for it than to the nine most liked', async () => {
    const [liked, chosen] = await evaluateFirstQuestions(
      RatingTable.fromRows(latestSmall()),
      [
        { name: 'most liked', choose: (model) => mostLikedQuestions(model, 9) },
        { name: 'first questions', choose: (model) => firstQuestions(model, 9) },
      ],
      defaultParameters,
      new Random(1),
    );
    const ndcg = [liked, chosen].map(({ ndcgAt10 }) => mean(ndcgAt10.filter((value) => !Number.isNaN(value))));
    expect(ndcg[1] / ndcg[0]).toBeGreaterThan(1.1);
  }, 240_000);
});

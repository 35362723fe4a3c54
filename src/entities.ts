import { ApiKey } from './access/api-key.entity';
import { KeptAnswer } from './access/kept-answer.entity';
import { Evento } from './events/evento.entity';
import { Experiment } from './experiments/experiment.entity';
import { Exposure } from './experiments/exposure.entity';
import { FilmIdentifier } from './films/film-identifier.entity';
import { Filme } from './films/filme.entity';
import { Job } from './jobs/job.entity';
import { Regra } from './rules/regra.entity';
import { Avaliacao } from './ratings/avaliacao.entity';
import { Centroid } from './recommendation/model/centroid.entity';
import { GivenName } from './recommendation/model/given-name.entity';
import { ModelVersion } from './recommendation/model/model-version.entity';
import { ErasedUser } from './users/erased-user.entity';
import { ErasedIdentifier } from './users/erased-identifier.entity';
import { UserIdentifier } from './users/user-identifier.entity';
import { Usuario } from './users/usuario.entity';
import { Delivery } from './webhooks/delivery.entity';
import { Webhook } from './webhooks/webhook.entity';

/** Every table that TypeORM knows. */
export const entities = [
  ...[Usuario, UserIdentifier, ErasedUser, ErasedIdentifier, Filme, FilmIdentifier, Avaliacao, Evento],
  ...[Experiment, Exposure, ModelVersion, Centroid, GivenName, Job, ApiKey, KeptAnswer, Regra],
  ...[Webhook, Delivery],
];

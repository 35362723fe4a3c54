import { ApiKey } from './access/api-key.entity';
import { Filme } from './films/filme.entity';
import { ImportJob } from './importing/jobs/import-job.entity';
import { Avaliacao } from './ratings/avaliacao.entity';
import { Centroid } from './recommendation/model/centroid.entity';
import { ModelVersion } from './recommendation/model/model-version.entity';
import { TrainingRun } from './recommendation/training/training-run.entity';
import { Usuario } from './users/usuario.entity';

/** Every table that TypeORM knows. */
export const entities = [Usuario, Filme, Avaliacao, ModelVersion, Centroid, TrainingRun, ApiKey, ImportJob];

import { Command } from 'commander';
import { processSettings } from '../../config/settings';
import { Database } from '../../database/database';
import { progressBar } from '../../terminal/progress';
import { Centroid } from '../model/centroid.entity';
import { ModelVersion } from '../model/model-version.entity';
import { train } from './training';
import { TrainingRun } from './training-run.entity';

/** `centroide treinar`: one training in the foreground. */
export function trainCommand(): Command {
  return new Command('treinar')
    .description('Treina um modelo agora e o ativa; os servidores em execução o adotam em até cinco segundos')
    .action(async () => {
      const database = await Database.open(processSettings().database, [ModelVersion, Centroid, TrainingRun]);
      const bar = progressBar('Treino', 'Interrompido: o modelo ativo continua o mesmo.');
      try {
        const outcome = await train(database, {
          origin: 'comando',
          onProgress: (stage, percent) => bar.show(stage, percent / 100),
        });
        if (outcome.state === 'ocupado') {
          console.error('Outro treino está em andamento neste banco. Acompanhe em GET /modelo/treinos.');
          process.exitCode = 1;
          return;
        }
        const seconds = (outcome.milliseconds / 1000).toFixed(1);
        console.log(`Versão ${outcome.versionId} ativa: ${outcome.ratingCount} avaliações em ${seconds} s`);
      } finally {
        bar.end();
        await database.close();
      }
    });
}

import { AddApiKeys } from './add-api-keys';
import { AddEvents } from './add-events';
import { AddExperiments } from './add-experiments';
import { AddIdentifiers } from './add-identifiers';
import { AddImportJobs } from './add-import-jobs';
import { AddTokenEpochs } from './add-token-epochs';
import { AddRules } from './add-rules';
import { AddWebhooks } from './add-webhooks';
import { CreateSchema } from './create-schema';
import { DateKeys } from './date-keys';
import { DescribeFilms } from './describe-films';
import { KeepAnswers } from './keep-answers';
import { KeepGroupIds } from './keep-group-ids';
import { KeepPublicReading } from './keep-public-reading';
import { LowerEmails } from './lower-emails';
import { NameGroups } from './name-groups';
import { NameListsOfRatings } from './name-lists-of-ratings';
import { NoteWhoAsked } from './note-who-asked';
import { NumberGenerations } from './number-generations';
import { OrderEvents } from './order-events';
import { QueueTrainings } from './queue-trainings';
import { RememberErasures } from './remember-erasures';
import { TellErrorsInEnglish } from './tell-errors-in-english';
import { UniteJobs } from './unite-jobs';

/**
 * Every migration of the schema, oldest first. One that was released is never changed, nor is its name, by which
 * databases remember that they have it.
 */
export const migrations = [
  CreateSchema,
  AddApiKeys,
  AddImportJobs,
  KeepGroupIds,
  QueueTrainings,
  UniteJobs,
  RememberErasures,
  KeepPublicReading,
  LowerEmails,
  NumberGenerations,
  AddEvents,
  TellErrorsInEnglish,
  AddIdentifiers,
  DescribeFilms,
  AddTokenEpochs,
  AddExperiments,
  AddRules,
  NameGroups,
  NoteWhoAsked,
  DateKeys,
  NameListsOfRatings,
  AddWebhooks,
  KeepAnswers,
  OrderEvents,
];

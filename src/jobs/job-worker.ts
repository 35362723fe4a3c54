import type { Claim, JobQueue } from './job-queue';
import type { Job } from './job.entity';

/** Does the work of one kind of job, in a process that is there for it alone; the module of the kind provides it. */
export abstract class JobWorker<One extends Job = Job> {
  abstract readonly queue: JobQueue<One>;

  /** Do what a job asks for, and say that it has succeeded. Whatever is thrown is noted as the reason of its failure. */
  abstract work(job: One, claim: Claim): Promise<void>;
}

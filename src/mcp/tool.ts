import type { Tool as ListedTool } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import type { Asking } from '../recommendation/serving/person-lists';
import { checked } from './fields';

/** Something that a model may have done. */
export interface Tool {
  /** What the client is told of it. */
  readonly listed: ListedTool;
  /** How many usual requests a call counts as. */
  readonly weight: number;
  /** Whether it changes anything. */
  readonly writes: boolean;
  /** given: as it came. Throws problems: of what was given, and those of the services that it asks. */
  call(given: unknown, asking: Asking): Promise<object>;
}

interface Described<Shape extends z.ZodRawShape> {
  readonly name: string;
  readonly title: string;
  /** For the model: what it does, when to use it, what comes back. */
  readonly description: string;
  readonly input: Shape;
  readonly weight?: number;
  readonly writes?: boolean;
  run(given: z.output<z.ZodObject<Shape>>, asking: Asking): Promise<object>;
}

/** A tool that checks what it is given by its own description. */
export function tool<Shape extends z.ZodRawShape>(described: Described<Shape>): Tool {
  const { name, title, description, weight = 1, writes = false } = described;
  const schema = z.strictObject(described.input);
  return {
    listed: {
      name,
      title,
      description,
      inputSchema: z.toJSONSchema(schema, { io: 'input' }) as ListedTool['inputSchema'],
      // What is written can be written again, and taken back.
      annotations: { readOnlyHint: !writes, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    },
    weight,
    writes,
    call: async (given, asking) => described.run(checked(schema, given), asking),
  };
}

/** Fields without those that were left out: what stands there as undefined would count as given. */
export function onlyGiven<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}

import { Reflector } from '@nestjs/core';

/** How many usual requests one of a route counts as, where what it takes is known beforehand: a large answer, say. */
export const Weight = Reflector.createDecorator<number>();

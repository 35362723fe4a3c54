import { assign } from '../../src/experiments/assignment';

const PEOPLE = 5_000;
const variants = [
  { nome: 'a', parte: 0.7, parametros: {} },
  { nome: 'b', parte: 0.3, parametros: {} },
];
const first = { salt: 'um sal', variants };
const second = { salt: 'outro sal', variants };
const people = Array.from({ length: PEOPLE }, (_, n) => ({ userId: n + 1 }));
const shareOf = (count: number) => count / PEOPLE;

describe('the assignment of people to variants', () => {
  it('gives each the same variant every time, in the shares of the experiment', () => {
    const given = people.map((person) => assign(first, person));
    expect(people.map((person) => assign(first, person))).toEqual(given);
    expect(shareOf(given.filter(({ variant }) => variant === 1).length)).toBeCloseTo(0.3, 1);
    expect(new Set(given.map(({ pseudonym }) => pseudonym)).size).toBe(PEOPLE);
  });

  it('is independent between experiments, and of who takes part', () => {
    const both = people.filter((person) => assign(first, person).variant + assign(second, person).variant === 2);
    expect(shareOf(both.length)).toBeCloseTo(0.09, 1.5);
    const taking = people.map((person) => assign(first, person)).filter(({ participation }) => participation < 0.5);
    expect(shareOf(taking.length)).toBeCloseTo(0.5, 1);
    expect(taking.filter(({ variant }) => variant === 1).length / taking.length).toBeCloseTo(0.3, 1);
    expect(assign(first, people[0]).pseudonym).not.toBe(assign(second, people[0]).pseudonym);
  });

  it('knows a visitor by the token alone, and takes none for a user', () => {
    const visitor = { visitor: 'usuario 1', ratings: 3 };
    expect(assign(first, { ...visitor, ratings: 0 })).toEqual(assign(first, visitor));
    expect(assign(first, visitor).pseudonym).not.toBe(assign(first, { userId: 1 }).pseudonym);
  });

  it('gives everybody a variant where shares add up to a hair less than 1', () => {
    const third = { nome: 'c', parte: 0.3333, parametros: {} };
    const given = people.map((person) => assign({ salt: 's', variants: [third, third, third] }, person).variant);
    expect(new Set(given)).toEqual(new Set([0, 1, 2]));
  });
});

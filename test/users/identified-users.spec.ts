import { isUsualName, usualName } from '../../src/users/identified-users';

describe('the name of whom nobody named', () => {
  it('is known again, whatever language the server spoke when it was given', () => {
    expect(usualName(7)).toBe('Usuário 7');
    expect(['Usuário 7', 'User 7', 'Usuário 8', 'Ana', null].map((name) => isUsualName(name, 7))).toEqual([
      ...[true, true, false, false, false],
    ]);
  });
});

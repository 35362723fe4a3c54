import { failureText, stageText, stageTexts } from '../../../src/recommendation/training/training-texts';

describe('what a training tells', () => {
  it.each(Object.entries(stageTexts))(
    'knows the stage %s by its name, and as releases before kept it',
    (name, text) => {
      expect([stageText(name), stageText(text.pt)]).toEqual([text, text]);
    },
  );

  it('leaves a stage that it does not know as it is', () => {
    expect(stageText('toString')).toEqual({ pt: 'toString', en: 'toString' });
    expect(stageText('etapa de outra versão').en).toBe('etapa de outra versão');
  });

  it('says in English why a training failed, also where only Portuguese was kept', () => {
    expect(failureText('acabou o disco', 'the disk is full').en).toBe('the disk is full');
    expect(failureText('O treino foi interrompido.', null).en).toBe('The training was interrupted.');
    expect(failureText('O processo de treino morreu antes de terminar.', null).en).toBe(
      'The process of the training died before the end.',
    );
    expect(failureText('SQLITE_FULL', null)).toEqual({ pt: 'SQLITE_FULL', en: 'SQLITE_FULL' });
  });
});

import { send } from '../../api/client';
import { t } from '../../state/locale';
import { Icon } from '../../ui/icon';
import { Card } from '../../ui/card';
import { Busy } from '../../ui/placeholders';
import { ProblemNote } from '../../ui/problem-note';
import { useAction } from '../../ui/use-action';

/** Everything as one file. */
export function ExportCard() {
  const texts = t.value.exporting;
  const action = useAction();
  const save = async (): Promise<void> => {
    const blob = await (await send('/exportacao')).blob();
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = 'centroide.ndjson';
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <Card title={texts.title}>
      <p class="hint">{texts.text}</p>
      <button type="button" class="export" disabled={action.busy} onClick={() => void action.run(save)}>
        <Icon name="save" />
        {texts.now}
      </button>
      {action.busy && <Busy label={texts.busy} />}
      {action.problem && <ProblemNote problem={action.problem} />}
    </Card>
  );
}

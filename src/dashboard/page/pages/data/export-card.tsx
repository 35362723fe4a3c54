import { send } from '../../api/client';
import { t } from '../../state/language';
import { Icon } from '../../ui/icon';
import { Busy, Card, ProblemNote } from '../../ui/parts';
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

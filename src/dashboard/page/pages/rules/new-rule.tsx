import { send } from '../../api/client';
import { t } from '../../state/locale';
import { Card } from '../../ui/card';
import { bodyOf, emptyRule } from './rule-draft';
import { RuleForm } from './rule-form';

/** Makes a rule. */
export function NewRule({ onMade }: { onMade: (what: string) => void }) {
  const texts = t.value.rules;
  return (
    <Card title={texts.add}>
      <RuleForm
        begin={emptyRule}
        save={(draft) => send('/regras', { method: 'POST', body: bodyOf(draft) })}
        onSaved={({ nome }) => onMade(texts.made(nome))}
      />
    </Card>
  );
}

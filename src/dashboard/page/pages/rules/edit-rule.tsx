import { send } from '../../api/client';
import type { Rule } from '../../api/answer-types';
import { t } from '../../state/locale';
import { Dialog } from '../../ui/dialog';
import { draftOf, patchOf, type RuleFilm } from './rule-draft';
import { RuleForm } from './rule-form';

/** Changes a rule. film: that it pins. */
export function EditRule(props: {
  rule: Rule;
  film: RuleFilm | null;
  onChanged: (what: string) => void;
  onClose: () => void;
}) {
  const { rule, film, onChanged, onClose } = props;
  const texts = t.value.rules;
  return (
    <Dialog title={texts.edit(rule.nome)} onClose={onClose}>
      <RuleForm
        begin={draftOf(rule, film)}
        save={(draft) => send(`/regras/${rule.id}`, { method: 'PATCH', body: patchOf(rule, draft) })}
        onSaved={({ nome }) => {
          onClose();
          onChanged(texts.changed(nome));
        }}
      />
    </Dialog>
  );
}

import type { ComponentChildren } from 'preact';
import { isGone, type Kind } from '../../state/changes';
import { number, t } from '../../state/locale';
import type { Texts } from '../../texts/pt';
import { Card } from '../../ui/card';
import { Icon } from '../../ui/icon';
import { useKeptFocus } from '../../ui/kept-focus';
import { Busy, Empty } from '../../ui/placeholders';
import { ProblemNote } from '../../ui/problem-note';
import type { Selection } from './selection';
import { chooseByKey, Pick } from './selection-bar';
import type { Pages } from './use-pages';

/** What is said of films, and of users in other words. */
export type RecordTexts = Pick<Texts['films'], 'title' | 'add' | 'edit' | 'merge' | 'mergeText' | 'mergeNow'>;

/** A kind of record, a page at a time: find one, add one, open one. */
export function RecordsCard<Row extends { readonly id: number }>(props: {
  texts: RecordTexts;
  kind: Kind;
  search: ComponentChildren;
  /** Between search and list. */
  controls?: ComponentChildren;
  /** Of lists whose rows can be chosen. */
  selection?: Selection;
  pages: Pages<Row>;
  /** Said when there are none. */
  empty: string;
  nameOf: (row: Row) => string;
  /** What is shown of a record. */
  render: (row: Row) => ComponentChildren;
  /** null: a new one. */
  onOpen: (row: Row | null) => void;
}) {
  const { texts, pages } = props;
  const rows = pages.data?.rows.filter(({ id }) => !isGone(props.kind, id));
  const ids = rows?.map(({ id }) => id) ?? [];
  const { selection } = props;
  const keptFocus = useKeptFocus();
  return (
    <Card title={texts.title}>
      <div class="data-search">
        {props.search}
        <button type="button" onClick={() => props.onOpen(null)}>
          <Icon name="plus" />
          {texts.add}
        </button>
      </div>
      {props.controls}
      {pages.problem && <ProblemNote problem={pages.problem} retry={pages.reload} />}
      {!pages.data && pages.loading && <Busy />}
      {rows?.length === 0 && <Empty>{props.empty}</Empty>}
      <ul
        class={`data-rows ${selection ? 'chosen-from' : ''}`}
        ref={keptFocus}
        onKeyDown={(event) => selection && chooseByKey(event, selection, ids)}
      >
        {rows?.map((row) => {
          const edit = texts.edit(props.nameOf(row));
          return (
            <li key={row.id} class={selection?.chosen.has(row.id) ? 'chosen' : ''}>
              {selection && (
                <Pick selection={selection} id={row.id} label={t.value.selection.choose(props.nameOf(row))} />
              )}
              <span class="data-id">{row.id}</span>
              <span>{props.render(row)}</span>
              <button
                type="button"
                class="quiet round"
                aria-label={edit}
                title={edit}
                onClick={() => props.onOpen(row)}
              >
                <Icon name="pencil" />
              </button>
            </li>
          );
        })}
      </ul>
      <Pager pages={pages} />
    </Card>
  );
}

function Pager<Row>({ pages }: { pages: Pages<Row> }) {
  const texts = t.value.data;
  return (
    <div class="spread pager">
      <small>{pages.data && texts.total(number(pages.data.total))}</small>
      <div class="row">
        <button type="button" disabled={pages.first} onClick={pages.back}>
          <Icon name="back" />
          {texts.before}
        </button>
        <button type="button" disabled={!pages.data?.next} onClick={pages.forward}>
          {texts.after}
          <Icon name="arrow" />
        </button>
      </div>
    </div>
  );
}

import type { ComponentChildren } from 'preact';

/** The beginning of a page: what it is, in a line what for, and what can be done with all of it. */
export function PageHead(props: { title: string; lead?: ComponentChildren; children?: ComponentChildren }) {
  return (
    <div class="page-head">
      <div>
        <h1>{props.title}</h1>
        {props.lead && <p class="lead">{props.lead}</p>}
      </div>
      {props.children && <div class="page-actions">{props.children}</div>}
    </div>
  );
}

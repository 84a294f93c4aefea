import {html, nothing} from '../../vendor/lit-html/lit-html.js';
import {live} from '../../vendor/lit-html/directives/live.js';
import {problemText} from './states.js';

/** The problem if it is about the field of this path, or a part of it. */
export function problemOf(problem, path) {
  const field = (problem?.field ?? '').replace(/^subscription\./, '');
  const own = field === path || field.startsWith(`${path}.`) || field.startsWith(`${path}[`);
  return own ? problem : null;
}

/**
 * A labelled control with its hint and its problem.
 *
 * @param {object} field
 * @param {string} field.id of the control
 * @param {string} field.label
 * @param {string} [field.hint]
 * @param {import('../api.js').Problem | null} [field.problem]
 * @param {(about: {id: string, describedBy: string, invalid: 'true' | 'false'}) => unknown}
 *     field.control
 */
export function field({id, label, hint, problem = null, control}) {
  const about = {
    id, describedBy: `${id}-hint ${id}-problem`, invalid: problem ? 'true' : 'false',
  };
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${control(about)}
    ${notes(id, hint, problem)}
  </div>`;
}

/** Hint and problem of a control that has its own label. */
export function notes(id, hint, problem) {
  return html`
    ${hint ? html`<p class="hint" id=${`${id}-hint`}>${hint}</p>` : nothing}
    ${problem ? html`<p class="field-problem" id=${`${id}-problem`}>${problemText(problem)}</p>`
      : nothing}`;
}

/** A labelled field for a line of text. */
export function textField({value, change, type = 'text', placeholder = '', ...rest}) {
  return field({
    ...rest,
    control: ({id, describedBy, invalid}) => html`<input id=${id} type=${type} .value=${live(value)}
      placeholder=${placeholder} autocomplete="off" spellcheck="false"
      aria-describedby=${describedBy} aria-invalid=${invalid}
      @input=${(event) => change(event.target.value)}>`,
  });
}

/** A labelled field for a number; empty is ''. */
export function numberField({value, change, min = 0, step = 1, ...rest}) {
  const read = ({valueAsNumber}) => (Number.isNaN(valueAsNumber) ? '' : valueAsNumber);
  return field({
    ...rest,
    control: ({id, describedBy, invalid}) => html`<input id=${id} type="number" min=${min}
      step=${step} .value=${live(String(value))} aria-describedby=${describedBy}
      aria-invalid=${invalid} @input=${(event) => change(read(event.target))}>`,
  });
}

/** A labelled choice of one of several. */
export function choiceField({value, change, options, ...rest}) {
  return field({
    ...rest,
    control: ({id, describedBy, invalid}) => html`<select id=${id} aria-describedby=${describedBy}
      aria-invalid=${invalid} @change=${(event) => change(event.target.value)}>
      ${options.map((option) => html`<option value=${option.value}
        .selected=${live(option.value === value)}>${option.label}</option>`)}
    </select>`,
  });
}

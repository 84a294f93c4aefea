import {html} from '../../vendor/lit-html/lit-html.js';
import {allCountries, countryName, sameName, t} from '../i18n.js';
import {knownOutlets, outletId, outletName} from '../knowledge.js';
import {harmless} from './text.js';

/**
 * A field in which several values are chosen one after another, each shown as a chip.
 *
 * @param {object} picker
 * @param {string} picker.id of the input
 * @param {string} picker.label
 * @param {string[]} picker.values
 * @param {(values: string[]) => void} picker.change
 * @param {{id: string, name: string}[]} picker.options
 * @param {(text: string, sure: boolean) => string | null} picker.valueOf what a typed
 *     text means; `sure` where it was entered, not only left
 * @param {(value: string) => string} picker.nameOf
 * @param {string} [picker.describedBy]
 * @param {boolean} [picker.invalid]
 * @param {boolean} [picker.listed] whether what is chosen is shown here
 */
export function picker({id, label, values, change, options, valueOf, nameOf, describedBy, invalid,
  listed = true}) {
  const take = (input, sure) => {
    const typed = input.value.trim();
    const value = typed === '' ? null : valueOf(typed, sure);
    input.setCustomValidity(value === null && sure && typed !== '' ? t('picker.unknown') : '');
    if (value === null) return;
    input.value = '';
    if (!values.includes(value)) change([...values, value]);
  };
  const entered = (event) => {
    // A choice from the list comes as one input event without a kind of typing.
    if (!event.inputType || event.inputType === 'insertReplacementText') take(event.target, true);
  };
  const pressed = (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    take(event.target, true);
    event.target.reportValidity();
  };
  return html`<div class="picker">
    <label for=${id}>${label}</label>
    <input id=${id} list=${`${id}-options`} autocomplete="off" placeholder=${t('picker.add')}
      aria-describedby=${describedBy ?? ''} aria-invalid=${invalid ? 'true' : 'false'}
      @input=${entered} @keydown=${pressed} @change=${(event) => take(event.target, false)}>
    <datalist id=${`${id}-options`}>
      ${options.map((option) => html`<option value=${harmless(option.name)}></option>`)}
    </datalist>
    ${values.length === 0 || !listed ? '' : html`<ul class="chosen">
      ${values.map((value) => html`<li><button type="button" class="chosen-value"
        aria-label=${t('picker.remove', {name: harmless(nameOf(value))})}
        @click=${() => change(values.filter((each) => each !== value))}
        ><bdi>${harmless(nameOf(value))}</bdi><span aria-hidden="true"> ×</span></button></li>`)}
    </ul>`}
  </div>`;
}

export function countryPicker(settings) {
  const options = allCountries();
  const valueOf = (text) =>
    options.find(({id, name}) => id === text.toUpperCase() || sameName(name, text))?.id
      ?? null;
  return picker({...settings, options, valueOf, nameOf: countryName});
}

export function outletPicker(settings) {
  const options = knownOutlets();
  const valueOf = (text, sure) => {
    const id = outletId(text);
    return sure || options.some((option) => option.id === id) ? id : null;
  };
  return picker({...settings, options, valueOf, nameOf: outletName});
}

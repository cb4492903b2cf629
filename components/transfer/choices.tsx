import type { ComponentChildren } from 'preact';

interface Choice<T extends string> {
  value: T;
  label: string;
  hint?: string;
  hintLang?: string;
}

interface ChoicesProps<T extends string> {
  name: string;
  legend: string;
  choices: readonly Choice<T>[];
  chosen: T;
  onChoose: (value: T) => void;
  /** The answers stand beside each other where there is room. */
  wide?: boolean;
  children?: ComponentChildren;
}

/** A question with a few answers, each with a line that says what it means. */
export function Choices<T extends string>({
  name,
  legend,
  choices,
  chosen,
  onChoose,
  wide,
  children,
}: ChoicesProps<T>) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      <div class={wide ? 'choices choices-wide' : 'choices'}>
        {choices.map(({ value, label, hint, hintLang }) => (
          <label key={value}>
            <input
              class="radio"
              type="radio"
              name={name}
              checked={chosen === value}
              onChange={() => onChoose(value)}
            />
            <span>{label}</span>
            {hint && <small lang={hintLang}>{hint}</small>}
          </label>
        ))}
      </div>
      {children}
    </fieldset>
  );
}

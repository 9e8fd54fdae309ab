import type { Rule } from '../policy/rules.ts';
import { SENSITIVE_WORD } from '../policy/sensitive.ts';
import type { Said } from './sources.ts';
import { unsafe } from './unsafe.ts';
import { commaList, readBoolean } from './values.ts';

/** What holds for everybody in every home. Throws `config_unsafe`. */
export function readRule(
  readOnly: Said | undefined,
  exposedOnly: Said | undefined,
  sensitive: Said | undefined,
): Rule {
  return {
    ...(readOnly !== undefined && { readOnly: readBoolean(readOnly) }),
    ...(exposedOnly !== undefined && { exposedOnly: readBoolean(exposedOnly) }),
    ...(sensitive !== undefined && { sensitive: readSensitive(sensitive) }),
  };
}

/** A mistyped word would be a question that is never asked. */
function readSensitive(said: Said): readonly string[] {
  return commaList(said.value).map((word) => {
    if (SENSITIVE_WORD.test(word)) return word;
    throw unsafe(
      `Set ${said.line} to entities, domains or services such as switch.boiler, vacuum, script.leave`,
    );
  });
}

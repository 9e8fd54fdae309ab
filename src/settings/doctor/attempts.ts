import type { AttemptAnswer, StepAnswer, TimelineAnswer } from '../../doctor/timeline/answer.ts';
import type { Words } from '../../words/words.ts';

/** How many attempts the page shows. */
const SHOWN = 12;

/** The attempts as the page shows them, those of latest news first. */
export function attempts({ attempts: all }: TimelineAnswer, { timeline, checkUp }: Words) {
  return all.slice(0, SHOWN).map((one) => ({
    id: one.id,
    name: one.client ?? timeline.unnamed,
    from: checkUp.from([one.from.address, one.from.agent].filter((part) => part !== '').join(', ')),
    startedAt: one.startedAt,
    state: timeline.states[one.state],
    tone: TONES[one.state],
    steps: one.steps.map((step) => stepModel(step, { timeline, checkUp })),
    stop: one.stop && timeline.stops[one.stop.code](one.stop.parameters),
  }));
}

const TONES: Readonly<Record<AttemptAnswer['state'], string>> = {
  'under way': '',
  connected: 'good',
  stopped: 'problem',
};

function stepModel(
  { kind, result, detail, host, at, times = 1 }: StepAnswer,
  { timeline, checkUp }: Pick<Words, 'timeline' | 'checkUp'>,
) {
  const more = [
    detail === undefined ? '' : timeline.details[detail],
    host ?? '',
    times > 1 ? checkUp.times(times) : '',
  ].filter((part) => part !== '');
  return {
    name: timeline.steps[kind],
    result,
    said: timeline.results[result],
    more: more.join(', '),
    at,
  };
}

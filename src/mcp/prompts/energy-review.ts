import { z } from 'zod';
import { ENERGY_READ } from '../../policy/scopes.ts';
import { suggestions } from '../suggestions.ts';
import { definePrompt, type Step, stepsWith } from './prompt.ts';

const PERIODS = ['day', 'week', 'month'] as const;
type Period = (typeof PERIODS)[number];

const SPAN: Readonly<Record<Period, { readonly called: string; readonly asked: string }>> = {
  day: { called: 'yesterday', asked: 'from yesterday to yesterday' },
  week: { called: 'the last seven days', asked: 'from 7d' },
  month: { called: 'the last thirty days', asked: 'from 30d' },
};

/** An hour by hour answer reaches seven days; a month is better summed by day. */
const USE: Readonly<Record<Period, readonly Step[]>> = {
  day: [
    ['energy_hourly_consumption', 'from yesterday to yesterday, by_device true'],
    ['energy_hourly_consumption', 'the day before that, only to compare the totals'],
  ],
  week: [
    ['energy_hourly_consumption', 'from 7d, by_device true'],
    ['energy_hourly_consumption', 'the seven days before, only to compare the totals'],
  ],
  month: [
    [
      'energy_hourly_consumption',
      'from 7d, by_device true; then week by week back to 30 days ago, only the totals',
    ],
  ],
};

export const energyReview = definePrompt({
  name: 'energy_review',
  title: 'Energy review',
  description: 'Where the energy went in the last day, week or month, and what could be saved.',
  scope: ENERGY_READ,
  input: z.strictObject({
    period: z.enum(PERIODS).default('week').describe('day, week (default) or month'),
  }),
  suggest: {
    period: (_home, written) =>
      suggestions(
        written,
        PERIODS.map((value) => ({ value })),
      ),
  },
  render: ({ period }, tools) => [
    [
      `Review the energy use of my home over ${SPAN[period].called}: how much, when, by what, and how it compares with the time before.`,
      'Begin with the result in one sentence. Then a small table, then at most three things I could change, each with the kWh it would save by your numbers. Round to what the numbers can bear.',
    ].join(' '),
    [
      'Take every number from the home, in this order:',
      stepsWith(tools, [
        ...USE[period],
        ['energy_peak_hour_day', `${SPAN[period].asked}: the hour and the day with the most`],
        [
          'heatpump_daily_summary',
          `${SPAN[period].asked}: its share, its COP, and days on which it started often; skip it if the home has none`,
        ],
        [
          'get_statistics',
          'only for a meter that stands out: its days or hours, to see when it draws',
        ],
      ]),
      'Days are local days. Name gaps and hours marked partial or uncertain, and do not draw conclusions from them. Power (W) is not energy (kWh). Know no prices unless I tell you.',
    ].join('\n'),
  ],
});

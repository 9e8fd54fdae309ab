import { z } from 'zod';
import { HOME_READ } from '../../policy/scopes.ts';
import { definePrompt, stepsWith } from './prompt.ts';

const ASK = [
  'Give me a short summary of my home for this morning: first what needs me, then what the day brings, then what happened overnight.',
  'At most twelve short lines in my language, with the names of things instead of their ids. Leave out whatever is as it should be; if nothing needs me, say so in one line.',
].join(' ');

export const morningSummary = definePrompt({
  name: 'morning_summary',
  title: 'Morning summary',
  description: 'What needs attention at home, what the day brings and what happened overnight.',
  scope: HOME_READ,
  input: z.strictObject({}),
  render: (_input, tools) => [
    ASK,
    [
      'Read it from the home, in this order, and skip what the home does not have:',
      stepsWith(tools, [
        [
          'home_overview',
          'who is home, what is open, unlocked or unavailable, alerts and low batteries',
        ],
        ['check_home', 'what needs a repair, a battery or an update; only what is urgent'],
        ['get_weather_forecast', 'the weather of today'],
        ['get_calendar_events', 'end today: what is still to come'],
        ['get_todo_items', 'what is due today or overdue'],
        [
          'get_logbook',
          'with start 10h: doors, locks, alarms and people overnight; ignore what switches by itself every night',
        ],
        ['energy_hourly_consumption', 'from yesterday to yesterday: only the total'],
      ]),
      'Only read. Change nothing, even if something looks wrong: say what you would do, and wait for my answer. If a tool fails, say what is therefore missing instead of guessing.',
    ].join('\n'),
  ],
});

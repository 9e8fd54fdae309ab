import { z } from 'zod';
import { HOME_CONFIGURE } from '../../policy/scopes.ts';
import { suggestAreas } from '../suggestions.ts';
import { definePrompt, stepsWith } from './prompt.ts';

export const automationHelper = definePrompt({
  name: 'automation_helper',
  title: 'Automation helper',
  description:
    'Designs an automation with you, from what the home has, and saves it when you agree.',
  scope: HOME_CONFIGURE,
  input: z.strictObject({
    goal: z.string().trim().min(1).max(1_000).describe('What should happen, and when'),
    area: z.string().trim().max(200).optional().describe('Area it is about'),
  }),
  suggest: { area: suggestAreas },
  render: ({ goal, area }, tools) => [
    [
      `Help me with an automation in Home Assistant${area ? ` for the area "${area}"` : ''}. What I want: ${goal}`,
      'Ask me first if it can be understood in two ways that would behave differently, at most two questions at once.',
    ].join('\n\n'),
    [
      'Go about it in this order:',
      stepsWith(tools, [
        [
          'find_entities',
          `the triggers, conditions and things to act on${area ? `, first with area "${area}"` : ''}; use only ids it returns`,
        ],
        [
          'get_state',
          'the states and attributes you will compare with, exactly as they are spelled',
        ],
        [
          'get_history',
          'how a sensor you want to trigger on really behaves, before you choose a threshold or a delay',
        ],
        [
          'get_automation',
          'whichever of the automations (find_entities with domain automation) comes near it: change that one instead of adding a second',
        ],
        ['list_services', 'the services to call and their fields, as this home has them'],
      ]),
      'Then tell me in plain words what it will do: when it starts, under which conditions, what happens, and what happens when it triggers twice, when Home Assistant restarts in between, or when a device is unavailable. Show me the configuration too.',
      `Save nothing before I agreed to exactly that${tools.has('save_automation') ? '; then use save_automation' : ''}. Afterwards tell me how to try it. Do not unlock, open or disarm anything to test it.`,
    ].join('\n'),
  ],
});

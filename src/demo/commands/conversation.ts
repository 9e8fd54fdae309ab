import { assist } from '../behaviour/assist.ts';
import { invalidFormat } from '../errors.ts';
import { contextId } from '../ids.ts';
import { pythonValue } from '../python.ts';
import { type Command, command } from '../websocket/command.ts';

/** The one agent of the demo home. */
const AGENT = 'conversation.home_assistant';

export const CONVERSATION_COMMANDS: readonly Command[] = [
  command('conversation/agent/list', { language: 'string?', country: 'any?' }, () => ({
    agents: [{ id: AGENT, name: 'Home Assistant', supported_languages: ['en'] }],
  })),

  command(
    'conversation/process',
    {
      text: 'string',
      conversation_id: 'any?',
      language: 'string?',
      agent_id: 'string?',
      device_id: 'any?',
    },
    async ({ text, conversation_id: id, language, agent_id: agent = AGENT }, call) => {
      if (agent !== AGENT && agent !== 'homeassistant') {
        throw invalidFormat(`invalid agent ID at 'agent_id'. Got ${pythonValue(agent)}`);
      }
      const { house, signedIn } = call;
      const { type, speech, code, success = [] } = await assist(house, signedIn.person, text);
      return {
        response: {
          speech: speech === undefined ? {} : { plain: { speech, extra_data: null } },
          card: {},
          language: language ?? 'en',
          response_type: type,
          data: code === undefined ? { success, failed: [] } : { code },
        },
        conversation_id: typeof id === 'string' ? id : contextId(house.clock()),
        continue_conversation: false,
      };
    },
  ),
];

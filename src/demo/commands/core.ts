import { callService } from '../behaviour/call.ts';
import { describeServices } from '../behaviour/describe.ts';
import { homeConfig } from '../home-config.ts';
import { type Command, command } from '../websocket/command.ts';

export const CORE_COMMANDS: readonly Command[] = [
  command('supported_features', { features: 'object' }, ({ features }, call) => {
    call.reply(null);
    if ('coalesce_messages' in features) call.coalesceFromNowOn();
  }),

  command('get_config', {}, (_, { house }) => homeConfig(house)),

  command('get_services', {}, (_, { house }) => describeServices(house.services)),

  command(
    'call_service',
    {
      domain: 'string',
      service: 'string',
      service_data: 'object?',
      target: 'object?',
      return_response: 'boolean?',
    },
    async (values, { house, signedIn }) => {
      const { context, response } = await callService(house, {
        domain: values.domain,
        service: values.service,
        data: values.service_data ?? {},
        target: values.target ?? {},
        returnResponse: values.return_response ?? false,
        person: signedIn.person,
      });
      return values.return_response === true ? { context, response } : { context };
    },
  ),

  command('persistent_notification/get', {}, (_, { house }) => house.notifications.all()),
];

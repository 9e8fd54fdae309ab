import type { FastifyError, FastifyInstance } from 'fastify';
import { ZodError } from 'zod';
import { isLatchkeyError } from '../core/errors.ts';
import { faultOf } from '../core/fault.ts';
import { sendSettingsMessage } from './send.ts';

/** What the settings answer when something goes wrong: a page that says it, never a fault's own words. */
export function answerSettingsTrouble(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const { common } = request.visit.words;
    if (isLatchkeyError(error, 'store_unavailable') || isLatchkeyError(error, 'disk_full')) {
      request.log.error({ code: error.code, reason: error.message }, 'the store is in trouble');
      return sendSettingsMessage(request, reply, 503, common.storeTrouble);
    }
    const status = error instanceof ZodError ? 400 : (error.statusCode ?? 500);
    if (status >= 400 && status < 500) {
      return sendSettingsMessage(request, reply, status, common.unreadable);
    }
    request.log.error({ fault: faultOf(error), route: request.routeOptions.url }, 'a page failed');
    return sendSettingsMessage(request, reply, 500, common.failed);
  });
  app.setNotFoundHandler((request, reply) =>
    sendSettingsMessage(request, reply, 404, request.visit.words.common.notFound),
  );
}

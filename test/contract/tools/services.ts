import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listServices } from '../../../src/tools/reading/list-services.ts';
import type { Family } from './stage.ts';

/** What can be called. */
export const services: Family = (stage) => {
  const list = async (args: object) => {
    const answer = await stage().use(listServices, args);
    assert.equal(answer.isError, undefined, answer.content[0].text);
    const listed = listServices.output.parse(answer.structuredContent);
    return { ...listed, text: answer.content[0].text };
  };

  test('without arguments the domains are listed with how many services they have', async () => {
    const { domains, services } = await list({});
    assert.equal(domains?.find(({ domain }) => domain === 'light')?.services, 3);
    assert.deepEqual(services, []);
  });

  test('a domain lists its services with their fields, limits and targets', async () => {
    const { services, text } = await list({ domain: 'light' });
    const turnOn = services.find(({ service }) => service === 'light.turn_on');
    assert.equal(turnOn?.target, 'light');
    assert.ok((turnOn?.about ?? '').length > 10);
    const transition = turnOn?.fields.find(({ name }) => name === 'transition');
    assert.equal(transition?.takes, 'number 0..300 seconds');
    assert.ok((transition?.about ?? '').length > 5);
    assert.match(text, /transition \(number 0\.\.300 seconds\)/);
  });

  test('a service says what it must be given and that it answers', async () => {
    const { services } = await list({ domain: 'weather' });
    assert.equal(services[0]?.service, 'weather.get_forecasts');
    assert.equal(services[0]?.answers, 'always');
    const [type] = services[0]?.fields ?? [];
    assert.deepEqual([type?.name, type?.required], ['type', true]);
    assert.match(type?.takes ?? '', /^one of daily, hourly/);
  });

  test('services are found by words', async () => {
    const { services } = await list({ text: 'unlock' });
    assert.equal(services[0]?.service, 'lock.unlock');
    const script = await list({ text: 'movie time' });
    assert.equal(script.services[0]?.service, 'script.movie_time');
    assert.equal(script.services[0]?.answers, 'when asked');
  });

  test('a domain that is not there is said with what is near', async () => {
    const answer = await stage().use(listServices, { domain: 'lihgt' });
    assert.equal(answer.isError, true);
    assert.match(answer.content[0].text, /Did you mean light/);
  });
};

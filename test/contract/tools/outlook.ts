import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Home } from '../../../src/home/home.ts';
import type { Entity } from '../../../src/home/model.ts';
import { getCameraImage } from '../../../src/tools/reading/get-camera-image.ts';
import { getWeatherForecast } from '../../../src/tools/reading/get-weather-forecast.ts';
import { answered, refusal } from './answers.ts';
import type { Family } from './stage.ts';

const TYPES = { daily: 1, hourly: 2, twice_daily: 4 } as const;
const MAGIC = { 'image/jpeg': 'ffd8ff', 'image/png': '89504e47' } as const;

/** The weather and what cameras see, as somebody who is no administrator asks for them. */
export const outlook: Family = (stage) => {
  const of = (home: Home, domain: string): readonly Entity[] => {
    const found = home.mirror.entities().filter((entity) => entity.domain === domain);
    assert.ok(found.length > 0, `a home with ${domain}`);
    return found;
  };

  test('every forecast a weather entity has is read, and no other', async () => {
    for (const { id, state } of of(stage().ben, 'weather')) {
      const features = Number(state.attributes.supported_features);
      for (const [type, bit] of Object.entries(TYPES)) {
        const args = { entity_id: id, type, limit: 2 };
        const answer = await stage().use(getWeatherForecast, args);
        if ((features & bit) === 0) {
          assert.match(refusal(answer), /gives no .* forecast, only daily/);
          continue;
        }
        const { forecast, units, now, left_out: left } = answered(getWeatherForecast, answer);
        assert.equal(forecast.length, 2);
        assert.ok(left > 0);
        assert.equal(units.temperature, '°C');
        assert.equal(now.condition, state.state);
        for (const step of forecast) {
          assert.match(step.datetime, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00$/);
          assert.equal(typeof step.temperature, 'number');
        }
      }
    }
  });

  test('without an id the only weather entity is taken, or all are named', async () => {
    const all = of(stage().ben, 'weather');
    const answer = await stage().use(getWeatherForecast, {});
    if (all.length === 1) {
      const { entity_id: id, type } = answered(getWeatherForecast, answer);
      assert.deepEqual([id, type], [all[0]?.id, 'daily']);
    } else {
      for (const { id } of all) assert.ok(refusal(answer).includes(id));
    }
  });

  test('cameras and image entities show their pictures, and no token', async () => {
    for (const { id, state } of [...of(stage().ben, 'camera'), ...of(stage().ben, 'image')]) {
      const answer = await stage().use(getCameraImage, { entity_id: id });
      const facts = answered(getCameraImage, answer);
      const [, image] = answer.content;
      assert.equal(image?.type, 'image');
      assert.equal(image.mimeType, facts.media_type);
      const bytes = Buffer.from(image.data, 'base64');
      assert.equal(bytes.length, facts.bytes);
      const magic = MAGIC[facts.media_type as keyof typeof MAGIC];
      assert.ok(bytes.toString('hex').startsWith(magic));
      assert.ok((facts.width ?? 0) > 100 && (facts.height ?? 0) > 100);
      const token = state.attributes.access_token;
      assert.ok(typeof token === 'string' && !JSON.stringify(answer).includes(token));
    }
  });

  test('a camera that is switched off says so', async () => {
    const { ben } = stage();
    const id = of(ben, 'camera')[0]?.id ?? '';
    const turn = (to: string) =>
      ben.callService(
        { domain: 'camera', service: `turn_${to}`, target: { entity_id: [id] } },
        { waitFor: [id] },
      );
    await turn('off');
    const answer = await stage().use(getCameraImage, { entity_id: id });
    await turn('on');
    assert.equal(refusal(answer), `${id} is switched off.`);
    answered(getCameraImage, await stage().use(getCameraImage, { entity_id: id }));
  });

  test('what is no picture is refused', async () => {
    const lamp = await stage().use(getCameraImage, { entity_id: 'light.kitchen' });
    assert.equal(refusal(lamp), 'light.kitchen is no camera or image entity.');
    const nothing = await stage().use(getCameraImage, { entity_id: 'camera.nope' });
    assert.match(refusal(nothing), /^No entity camera\.nope\./);
  });
};

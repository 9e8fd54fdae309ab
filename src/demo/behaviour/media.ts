import { serviceValidation } from '../errors.ts';
import { MEDIA } from '../flat/features.ts';
import { becomes, numberIn, type Service, type ServiceCall, textIn } from './service.ts';

const TRACKS = ['Nuages', 'Minor Swing', 'Djangology', 'La Mer'];

function nextTrack(steps: number): (call: ServiceCall) => void {
  return (call) => {
    for (const player of call.entities) {
      const at = TRACKS.indexOf(String(player.attributes.media_title));
      const title = TRACKS[(Math.max(at, 0) + steps + TRACKS.length) % TRACKS.length];
      call.change(player.entityId, 'playing', { media_title: title });
    }
  };
}

function stepVolume(step: number): (call: ServiceCall) => void {
  return (call) => {
    for (const player of call.entities) {
      const volume = Number(player.attributes.volume_level ?? 0) + step;
      const level = Math.round(Math.min(1, Math.max(0, volume)) * 100) / 100;
      call.change(player.entityId, undefined, { volume_level: level });
    }
  };
}

function selectSource(call: ServiceCall): void {
  const source = textIn(call.data, 'source') ?? '';
  for (const { entityId, attributes } of call.entities) {
    const known = attributes.source_list;
    if (!Array.isArray(known) || !known.includes(source)) {
      throw serviceValidation(`${source} is not a source of ${entityId}`, {
        domain: 'media_player',
        key: 'invalid_source',
        placeholders: { source, entity_id: entityId },
      });
    }
    call.change(entityId, undefined, { source });
  }
}

function playerService(
  name: string,
  needs: number,
  run: Service['run'],
  fields: Service['fields'] = {},
): Service {
  return { domain: 'media_player', name, fields, entities: 'own', needs, run };
}

export const MEDIA_SERVICES: readonly Service[] = [
  playerService('turn_on', MEDIA.turnOn, becomes('idle')),
  playerService('turn_off', MEDIA.turnOff, becomes('off')),
  playerService('toggle', MEDIA.turnOn | MEDIA.turnOff, (call) => {
    for (const { entityId, state } of call.entities) {
      call.change(entityId, state === 'off' ? 'idle' : 'off');
    }
  }),
  playerService('media_play', MEDIA.play, becomes('playing')),
  playerService('media_pause', MEDIA.pause, becomes('paused')),
  playerService('media_stop', MEDIA.stop, becomes('idle')),
  playerService('media_play_pause', MEDIA.play | MEDIA.pause, (call) => {
    for (const { entityId, state } of call.entities) {
      call.change(entityId, state === 'playing' ? 'paused' : 'playing');
    }
  }),
  playerService('media_next_track', MEDIA.next, nextTrack(1)),
  playerService('media_previous_track', MEDIA.previous, nextTrack(-1)),
  playerService('volume_up', MEDIA.volumeStep, stepVolume(0.1)),
  playerService('volume_down', MEDIA.volumeStep, stepVolume(-0.1)),
  playerService(
    'volume_set',
    MEDIA.volumeSet,
    (call) => {
      const level = numberIn(call.data, 'volume_level');
      for (const { entityId } of call.entities) {
        call.change(entityId, undefined, { volume_level: level });
      }
    },
    { volume_level: { required: true, selector: { number: { min: 0, max: 1, step: 0.01 } } } },
  ),
  playerService(
    'volume_mute',
    MEDIA.volumeMute,
    (call) => {
      for (const { entityId } of call.entities) {
        call.change(entityId, undefined, { is_volume_muted: call.data.is_volume_muted });
      }
    },
    { is_volume_muted: { required: true, selector: { boolean: {} } } },
  ),
  playerService('select_source', MEDIA.selectSource, selectSource, {
    source: { required: true, example: 'Radio', selector: { text: {} } },
  }),
];

import type { Entity } from '../../../home/model.ts';
import { type Deeds, inState, nearNumber, notInState, numberOf, percentOf } from './deed.ts';

const PAUSE = 1;
const SET_VOLUME = 4;
const PREVIOUS = 16;
const NEXT = 32;
const STOP = 4096;
const PLAY = 16384;

const SOUNDING = ['playing', 'buffering'];
const isSilent = (player: Entity) => !SOUNDING.includes(player.state.state);
const isIdle = (player: Entity) => ![...SOUNDING, 'paused'].includes(player.state.state);

/** How loud a player is, in percent. */
export function volumeOf(player: Entity): number | undefined {
  return percentOf(numberOf(player, 'volume_level'), 1);
}

export const VOLUMES: Deeds = {
  media_player: {
    service: 'volume_set',
    needs: [SET_VOLUME],
    data: ({ percent = 0 }) => ({ volume_level: percent / 100 }),
    reached: nearNumber(volumeOf, ({ percent }) => percent, 2),
  },
};

export const PLAYS: Deeds = {
  media_player: { service: 'media_play', needs: [PLAY], reached: inState(...SOUNDING) },
};

/** A player that is off would wake up to be paused or stopped. */
export const PAUSES_PLAYING: Deeds = {
  media_player: {
    service: 'media_pause',
    needs: [PAUSE],
    pointless: isSilent,
    reached: notInState(...SOUNDING),
  },
};

export const STOPS_PLAYING: Deeds = {
  media_player: {
    service: 'media_stop',
    needs: [STOP],
    pointless: isIdle,
    reached: notInState(...SOUNDING, 'paused'),
  },
};

export const NEXT_TRACKS: Deeds = {
  media_player: { service: 'media_next_track', needs: [NEXT] },
};

export const PREVIOUS_TRACKS: Deeds = {
  media_player: { service: 'media_previous_track', needs: [PREVIOUS] },
};

import { DAY, HOUR } from '../../core/clock.ts';
import { smoothChance } from './chance.ts';

/** Where the home stands: Madrid. */
const LATITUDE = (40.4 * Math.PI) / 180;
const NEW_YEAR = Date.UTC(2025, 0, 1);
const YEAR_DAYS = 365.25;

/** A turn of the year, from 0 on New Year's day to 1. */
function yearTurn(at: number): number {
  return (((at - NEW_YEAR) / DAY / YEAR_DAYS) % 1) * 2 * Math.PI;
}

function hourAngle(at: number): number {
  return ((at % DAY) / HOUR / 24) * 2 * Math.PI;
}

/** Outside in degrees Celsius: the season, the time of day and the weather of the week. */
export function outdoorTemperature(at: number): number {
  const season = 14.5 - 9.5 * Math.cos(yearTurn(at - 20 * DAY));
  const day = -5 * Math.cos(hourAngle(at - 3.5 * HOUR));
  const weather = (smoothChance('temperature', at / (2 * DAY)) - 0.5) * 9;
  return Math.round((season + day + weather) * 10) / 10;
}

/** How clear the sky is, from 0.1 in heavy rain to 1. */
export function skyAt(at: number): number {
  const days = smoothChance('sky', at / DAY);
  const hours = smoothChance('clouds', at / (2 * HOUR));
  return Math.min(1, 0.1 + 0.9 * (days * 0.8 + hours * 0.35));
}

/** The sine of how high the sun stands; negative at night. */
export function sunHeight(at: number): number {
  const declination = (-23.44 * Math.PI * Math.cos(yearTurn(at + 10 * DAY))) / 180;
  const angle = hourAngle(at) - Math.PI;
  return (
    Math.sin(LATITUDE) * Math.sin(declination) +
    Math.cos(LATITUDE) * Math.cos(declination) * Math.cos(angle)
  );
}

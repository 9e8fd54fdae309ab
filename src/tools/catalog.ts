import { callService } from './control/call-service.ts';
import { heatpumpDailySummary } from './energy/heatpump-daily-summary.ts';
import { energyHourlyConsumption } from './energy/hourly-consumption.ts';
import { energyPeakHourDay } from './energy/peak-hour-day.ts';
import { findEntities } from './reading/find-entities.ts';
import { getHistory } from './reading/get-history.ts';
import { getLogbook } from './reading/get-logbook.ts';
import { getState } from './reading/get-state.ts';
import { getStatistics } from './reading/get-statistics.ts';
import { homeOverview } from './reading/home-overview.ts';
import type { Tool } from './tool.ts';

/** Every Home Assistant tool, in the order clients see them. */
export const TOOLS: readonly Tool[] = [
  homeOverview,
  findEntities,
  getState,
  getHistory,
  getStatistics,
  getLogbook,
  callService,
  energyHourlyConsumption,
  energyPeakHourDay,
  heatpumpDailySummary,
];

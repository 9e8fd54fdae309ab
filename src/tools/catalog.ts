import { getCalendarEvents } from './calendars/get-calendar-events.ts';
import { manageCalendarEvent } from './calendars/manage-calendar-event.ts';
import { checkHome } from './check/check-home.ts';
import { createBackup } from './configure/create-backup.ts';
import { exposeEntity } from './configure/expose-entity.ts';
import { installUpdate } from './configure/install-update.ts';
import { manageAreas } from './configure/manage-areas.ts';
import { manageHelper } from './configure/manage-helper.ts';
import { restoreVersion } from './configure/restore-version.ts';
import { updateDevice } from './configure/update-device.ts';
import { updateEntity } from './configure/update-entity.ts';
import { askAssist } from './control/ask-assist.ts';
import { callService } from './control/call-service.ts';
import { controlDevices } from './control/control-devices.ts';
import { sendNotification } from './control/send-notification.ts';
import { heatpumpDailySummary } from './energy/heatpump-daily-summary.ts';
import { energyHourlyConsumption } from './energy/hourly-consumption.ts';
import { energyPeakHourDay } from './energy/peak-hour-day.ts';
import { findEntities } from './reading/find-entities.ts';
import { getCameraImage } from './reading/get-camera-image.ts';
import { getHistory } from './reading/get-history.ts';
import { getLogbook } from './reading/get-logbook.ts';
import { getState } from './reading/get-state.ts';
import { getStatistics } from './reading/get-statistics.ts';
import { getWeatherForecast } from './reading/get-weather-forecast.ts';
import { homeOverview } from './reading/home-overview.ts';
import { listServices } from './reading/list-services.ts';
import { renderTemplate } from './reading/render-template.ts';
import { deleteAutomation } from './routines/delete-automation.ts';
import { getAutomation } from './routines/get-automation.ts';
import { saveAutomation } from './routines/save-automation.ts';
import { getTodoItems } from './todo/get-todo-items.ts';
import { manageTodo } from './todo/manage-todo.ts';
import type { Tool } from './tool.ts';

/** Every Home Assistant tool, in the order clients see them. */
export const TOOLS: readonly Tool[] = [
  homeOverview,
  findEntities,
  getState,
  getHistory,
  getStatistics,
  getLogbook,
  getCalendarEvents,
  getTodoItems,
  getWeatherForecast,
  getCameraImage,
  listServices,
  getAutomation,
  renderTemplate,
  checkHome,
  controlDevices,
  callService,
  manageTodo,
  manageCalendarEvent,
  sendNotification,
  askAssist,
  saveAutomation,
  deleteAutomation,
  restoreVersion,
  updateEntity,
  updateDevice,
  manageAreas,
  manageHelper,
  exposeEntity,
  createBackup,
  installUpdate,
  energyHourlyConsumption,
  energyPeakHourDay,
  heatpumpDailySummary,
];

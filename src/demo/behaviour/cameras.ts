import { CAMERA } from '../flat/features.ts';
import { becomes, type Service } from './service.ts';

function cameraService(name: string, state: string): Service {
  return {
    domain: 'camera',
    name,
    fields: {},
    entities: 'own',
    needs: CAMERA.onOff,
    run: becomes(state),
  };
}

export const CAMERA_SERVICES: readonly Service[] = [
  cameraService('turn_on', 'streaming'),
  cameraService('turn_off', 'idle'),
];

import { expect, onTestFinished, test } from 'vitest';
import { AppUnderTest } from '../chaos/app-under-test.ts';
import { runImageChaos } from '../chaos/images/image-chaos.ts';
import { brokenLines, imageReportOf } from '../chaos/images/report.ts';
import { imageChaosSettings } from '../chaos/images/settings.ts';

test(
  'images keep every promise while everything is killed again and again: each ends, is paid at most once, and is there',
  { timeout: 500_000 },
  async () => {
    const { environment, kinds, runMs } = await imageChaosSettings(true);
    const app = await AppUnderTest.start([], environment);
    onTestFinished(() => app.end());
    const say = (line: string) => console.log(line);
    const size = { jobs: 24, kills: 5, kinds, runMs };
    const result = await runImageChaos({ app, seed: 1, ...size, say });
    console.log(imageReportOf(result).join('\n'));
    expect(brokenLines(result.violations)).toEqual([]);
    // Else nothing was put to the test.
    expect(result.kills).toBe(5);
    const { images } = result.history.reads[0] ?? { images: [] };
    expect(images.some(({ status }) => status === 'completed')).toBe(true);
  },
);

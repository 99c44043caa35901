import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length, Matches } from 'class-validator';
import { IsInstant } from '../../platform/http/index.js';

/** Three quarters of it in bytes, and with the rest of the body still less than any body may have. */
const LONGEST_BASE64 = 1_040_000;

export class AttachPhoto {
  @ApiProperty({ description: 'When it was taken, as the phone says', example: '2026-11-20T20:15:31+08:00' })
  @IsInstant()
  takenAt: string;

  @ApiProperty({
    description: 'A JPEG in base64, at most 780,000 bytes. What is in it besides the picture (place, device, comments) is left out',
    example: '/9j/…',
  })
  @IsString()
  @Length(4, LONGEST_BASE64)
  @Matches(/^[A-Za-z0-9+/]+={0,2}$/)
  jpeg: string;
}

export class PhotoDto {
  @ApiProperty({ example: '5' })
  id: string;

  @ApiProperty({ description: 'As the phone said; Beijing time', example: '2026-11-20T20:15:31+08:00' })
  takenAt: string;

  @ApiProperty({ description: 'When it arrived; Beijing time', example: '2026-11-20T20:15:40+08:00' })
  createdAt: string;

  @ApiProperty({ description: 'Who attached it', example: '王秀兰' })
  createdBy: string;

  @ApiProperty({ description: 'Bytes', example: 312_450 })
  size: number;

  @ApiProperty({
    description: 'SHA-256 of the bytes as they are kept, in hexadecimal: whoever has the picture can show that it is this one',
  })
  sha256: string;
}

export class PhotoList {
  @ApiProperty({ type: [PhotoDto], description: 'The oldest first' })
  items: PhotoDto[];
}
